import { readFileSync } from 'node:fs';

const SECTIONS = ['Resources', 'Outputs', 'Parameters', 'Conditions', 'Rules', 'Mappings'];

/**
 * Chooses templates that together have each form of resource, output, parameter and condition, for a linter that takes minutes for all.
 * Two resources have the same form if they differ only in letters and digits of their values, not in keys, punctuation or other types.
 */
export function templatesOfEachForm(templates: string[]): string[] {
  const seen = new Set<string>();
  const largestFirst = templates.map((path) => ({ path, text: readFileSync(path, 'utf8') })).sort((a, b) => b.text.length - a.text.length);
  return largestFirst.filter(({ text }) => {
    const before = seen.size;
    formsIn(JSON.parse(text)).forEach((form) => seen.add(form));
    return seen.size > before;
  }).map(({ path }) => path);
}

function formsIn(template: any): string[] {
  return SECTIONS.flatMap((section) => Object.values<any>(template[section] ?? {}).map((entry) =>
    `${section} ${entry.Type} ${JSON.stringify(entry, (_, value) => typeof value === 'string' ? value.replace(/[\p{L}\p{N}]+/gu, 'x') : value)}`));
}
