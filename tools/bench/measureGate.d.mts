export function measureGate(
  rooms: object,
  runs: number,
): Promise<{ readonly title: string; readonly rows: readonly (readonly string[])[] }>
