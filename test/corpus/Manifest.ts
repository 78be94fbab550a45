/** A Kubernetes object as a chart writes it; its texts may be templates without double quotes. */
export type Manifest = { readonly apiVersion: string; readonly kind: string } & Readonly<Record<string, unknown>>
