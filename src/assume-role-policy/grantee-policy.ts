import { CfnPolicy, Grant, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AssumableRoles } from './assume-role-statement';
import { Grantee } from './grantee';
import { countInlinePolicy } from './grantee-policy-quota';
import { memoize } from '../core/memoize';
import { ErrorContext } from '../core/validation-error';
import { validateGrantedPolicy } from '../finished-template/granted-policy';
import { acknowledgeInlinePolicy } from '../permissions/cdk-nag-acknowledgements';

/** What an identity is allowed to assume. */
export interface GrantedRoles {
  readonly actions: string[];
  readonly roles: AssumableRoles[];
  /** The same as JSON, for a message. */
  readonly statementJson: string;
}

/** The place of a grantee's policy. */
export interface GranteePolicyPlace {
  readonly scope: Construct;
  readonly id: string;
}

/**
 * Allows an identity to assume roles, in an inline policy: one for each scope and id.
 *
 * Only attaching a policy shows whether an identity's policies can be changed in this app. If not, it is an error that contains the
 * statement to add elsewhere.
 */
export function grantToIdentity(
  errors: ErrorContext, { scope, id }: GranteePolicyPlace, grantee: Grantee, { actions, roles, statementJson }: GrantedRoles,
): Grant {
  const { identity } = grantee;
  const policy = scope.node.tryFindChild(id) as Policy | undefined ?? new Policy(scope, id);
  identity.attachInlinePolicy(policy);
  const attached = policy.node.defaultChild as CfnPolicy;
  if (policy.stack.resolve([attached.users, attached.roles, attached.groups]).length === 0) {
    errors.fail(`grantAssumeRole grantee ${identity.node.path} has policies that cannot be changed in this app`,
      `trust it with principals, and give it this statement where it is managed: ${statementJson}`);
  }
  acknowledgeInlinePolicy(attached);
  countInlinePolicy(errors, grantee, policy);
  const [first, ...more] = roles.map(({ arns, conditions }) => Grant.addToPrincipal({ grantee: policy, actions, resourceArns: arns, conditions }));
  const statements = statementsOf(policy);
  if (statements.length === 0) {
    const granted = { policy, statements, grantee: identity, granteeName: nameOf(identity) };
    scope.node.addValidation({ validate: () => validateGrantedPolicy(errors, granted) });
  }
  statements.push(...[first, ...more].map(({ principalStatement }) => principalStatement!));
  return more.reduce((all, grant) => all.combine(grant), first);
}

/** The statements that have been granted by a policy so far. */
const statementsOf = memoize((_policy: Policy): PolicyStatement[] => []);

function nameOf(identity: Grantee['identity']): string {
  const { userName, roleName, groupName }: Partial<Record<'userName' | 'roleName' | 'groupName', string>> = identity;
  return (userName ?? roleName ?? groupName)!;
}
