export function kubeconfigText(place: { server: string; authority: string; user: string; token: string }): string
