import { mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';

/** Writes JSON with each list of names on one line. */
export function writeJson(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, toText(value));
}

export function toText(value: object): string {
  const lists: string[] = [];
  const text = JSON.stringify(value, (_, part) => isListOfNames(part) ? `@${lists.push(JSON.stringify(part).replaceAll('","', '", "')) - 1}@` : part, 2);
  return `${text.replace(/"@(\d+)@"/g, (_, i) => lists[Number(i)])}\n`;
}

function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
