import { PolicyDocument, PolicyStatement, PrincipalBase, PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';

/** A principal that adds ready statements to a trust policy, because `iam.Role` accepts only principals. */
export class PolicyStatementsPrincipal extends PrincipalBase {
  public readonly policyFragment = new PrincipalPolicyFragment({});
  private document?: PolicyDocument;

  constructor(private readonly statements: PolicyStatement[]) {
    super();
  }

  public addToAssumeRolePolicy(document: PolicyDocument): void {
    document.addStatements(...this.statements);
    this.document = document;
  }

  /** Whether a trust policy has these statements. A property injector can give a role another principal. */
  public isIn(document: PolicyDocument): boolean {
    return this.document === document;
  }

  public dedupeString(): string | undefined {
    return undefined;
  }
}
