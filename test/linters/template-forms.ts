import { readFileSync } from 'node:fs';

const SECTIONS = ['Resources', 'Outputs', 'Parameters', 'Conditions', 'Rules', 'Mappings'];

interface Candidate {
  readonly path: string;
  readonly size: number;
  readonly forms: string[];
}

/**
 * Chooses templates that together have each form of a property, for a linter that takes minutes for all. A form is the type of a resource,
 * the path to the property in it, and either the set of keys there, or a value in which only letters and digits may differ.
 */
export function templatesOfEachForm(templates: string[]): string[] {
  const smallestFirst = templates.map(candidate).sort((a, b) => a.size - b.size);
  // A larger template often has all forms of smaller ones before it, which the second pass leaves out.
  return withNewForms(withNewForms(smallestFirst).reverse()).map(({ path }) => path);
}

function candidate(path: string): Candidate {
  const text = readFileSync(path, 'utf8');
  return { path, size: text.length, forms: [...formsIn(JSON.parse(text))] };
}

function withNewForms(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ forms }) => {
    const before = seen.size;
    forms.forEach((form) => seen.add(form));
    return seen.size > before;
  });
}

function formsIn(template: any): Set<string> {
  const forms = new Set<string>();
  SECTIONS.forEach((section) => Object.values<any>(template[section] ?? {}).forEach((entry) => addForms(entry, `${section} ${entry.Type}`, forms)));
  return forms;
}

function addForms(value: unknown, path: string, forms: Set<string>): void {
  if (Array.isArray(value)) {
    forms.add(`${path}: a list of ${Math.min(value.length, 2)} or more`);
    value.forEach((item) => addForms(item, `${path}[]`, forms));
  } else if (typeof value === 'object' && value !== null) {
    forms.add(`${path}: ${Object.keys(value).sort().join()}`);
    Object.entries(value).forEach(([key, item]) => addForms(item, `${path}.${key}`, forms));
  } else {
    forms.add(`${path}: ${typeof value} ${typeof value === 'string' ? formOfText(path, value) : ''}`);
  }
}

/** The templates of StackSets, which are texts in properties, are linted as templates too. */
function formOfText(path: string, text: string): string {
  return path.endsWith('.TemplateBody') ? '' : text.replace(/[\p{L}\p{N}]+/gu, 'x');
}
