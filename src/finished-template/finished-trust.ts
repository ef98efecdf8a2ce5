import { CfnRole, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { describeGrants } from './describe-grants';
import { canonicalJson, grantsOf, oneOrMore, StatementJson } from './policy-grants';
import { renderResolved } from '../core/token-text';

/** The trust policy of a role in its template, compared with what the library wrote. */
export interface FinishedTrust {
  /** Every statement, as text. */
  readonly statements: string[];
  /** The statements, or parts of them, that the library did not write, as text. */
  readonly added: string[];
  /** Whether all that the library wrote is in the template. */
  readonly isAsWritten: boolean;
}

/** Reads the trust policy of a role. It is final only after all aspects. */
export function finishedTrust(role: Role, written: PolicyStatement[]): FinishedTrust {
  const document = trustDocument(role);
  if (!isPolicy(document)) {
    const text = `A policy that is known at deployment only: ${canonicalJson(document)}`;
    return { statements: [text], added: [text], isAsWritten: false };
  }
  const render = (value: unknown) => renderResolved(role, value);
  const ours = new Set((role.stack.resolve(written.map((statement) => statement.toStatementJson())) as StatementJson[]).flatMap(keysOf));
  const finished = (oneOrMore(document.Statement) as StatementJson[]).map((statement) => grantsOf(statement)).filter(({ length }) => length > 0);
  const found = new Set(finished.flat().map(({ key }) => key));
  return {
    statements: finished.map((grants) => describeGrants(grants, render)),
    added: finished.map((grants) => grants.filter(({ key }) => !ours.has(key))).filter(({ length }) => length > 0)
      .map((grants) => describeGrants(grants, render)),
    isAsWritten: [...ours].every((key) => found.has(key)),
  };
}

function keysOf(statement: StatementJson): string[] {
  return grantsOf(statement).map(({ key }) => key);
}

function isPolicy(document: unknown): document is { Statement: unknown } {
  return typeof document === 'object' && document !== null && 'Statement' in document
    && oneOrMore(document.Statement).every((statement) => typeof statement === 'object' && statement !== null && 'Effect' in statement);
}

/** Internals of a resource: the overrides of its template, which its properties do not show. */
interface Overridable {
  readonly rawOverrides?: object;
  _toCloudFormation(): { Resources: object };
}

/** The resolved trust policy. Rendering the whole role is slow, and necessary only for overrides. */
function trustDocument({ stack, node }: Role): unknown {
  const resource = node.defaultChild as CfnRole;
  const internals = resource as unknown as Overridable;
  if (Object.keys(internals.rawOverrides ?? {}).length === 0) {
    return stack.resolve(resource.assumeRolePolicyDocument);
  }
  const [{ Properties }] = Object.values<any>(stack.resolve(internals._toCloudFormation()).Resources);
  return Properties?.AssumeRolePolicyDocument;
}
