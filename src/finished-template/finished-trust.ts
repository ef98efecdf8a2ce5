import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { canonicalJson } from './canonical-json';
import { describeGrants } from './describe-grants';
import { finishedRoleProperties } from './finished-resource';
import { grantsOf, oneOrMore, StatementJson } from './policy-grants';
import { describeResolved } from '../core/token-text';

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
export function finishedTrust(role: Role, written: readonly PolicyStatement[]): FinishedTrust {
  const document = finishedRoleProperties(role)?.AssumeRolePolicyDocument;
  if (!isPolicy(document)) {
    const text = `A policy that is known at deployment only: ${canonicalJson(document)}`;
    return { statements: [text], added: [text], isAsWritten: false };
  }
  const render = (value: unknown) => describeResolved(role, value);
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
