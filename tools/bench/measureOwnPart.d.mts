export function measureOwnPart(
  rooms: object,
  dyff?: (before: string, after: string) => number,
  counts?: readonly number[],
): { title: string; rows: string[][]; points: { count: number; ours: number; theirs: number }[] }
