/** One section of a configuration file, with its notes as comments. Entries without a value are left out. */
export function section(head: string, entries: Record<string, string | undefined>, notes: string[] = []): string {
  const given = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return [...comments(notes), `[${head}]`, ...given.map(([key, value]) => `${key} = ${oneLine(value)}`)].join('\n');
}

export function comment(note: string): string {
  return `# ${oneLine(note)}`;
}

export function comments(notes: string[]): string[] {
  return notes.map(comment);
}

/** A file of sections and comments. */
export function file(parts: string[]): string {
  return parts.map((part) => `${part}\n`).join('\n');
}

/** A line break in a value would begin another entry. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
