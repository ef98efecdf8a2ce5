import { compare } from '../levels/known-actions';

/** What a vendor's page, template or module asks for. */
export interface SourceFacts {
  readonly actions: string[];
  /** The names of AWS managed policies, with their path. */
  readonly policies: string[];
  /** Everything that looks like an account id: the vendor's accounts are among them. */
  readonly accounts: string[];
}

export const KINDS = ['actions', 'policies', 'accounts'] as const;

/** `service:Name` or `service:Prefix*`. What goes on with a slash or a colon is a condition key or an ARN. */
const ACTION = /(?<![\w:/.-])[a-z][a-z0-9-]+:[A-Z*][A-Za-z0-9*]*(?![\w:/*])/g;

/** Condition keys of all services, and tags, are in the form of an action. */
const NO_SERVICES = ['aws:', 'tag:aws'];

const POLICY = /(?<=:iam::aws:policy\/)[\w+=,.@/-]+/g;

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;

/**
 * The facts of a text in any format: JSON, YAML, Terraform, Markdown or HTML. Formats and comments may change without a difference. Facts
 * in comments count too, which is why a fact alone does not mean that the vendor needs it.
 */
export function factsOf(text: string): SourceFacts {
  return {
    actions: unique(text.match(ACTION)).filter((action) => !NO_SERVICES.some((prefix) => action.startsWith(prefix))),
    policies: unique(text.match(POLICY)),
    accounts: unique(text.match(ACCOUNT)),
  };
}

/** The facts of several texts together. */
export function merged(facts: SourceFacts[]): SourceFacts {
  const all = (kind: typeof KINDS[number]) => unique(facts.flatMap((of) => of[kind]));
  return { actions: all('actions'), policies: all('policies'), accounts: all('accounts') };
}

function unique(found: string[] | null): string[] {
  return [...new Set(found)].sort(compare);
}
