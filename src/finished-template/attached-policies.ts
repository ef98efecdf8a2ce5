import { CfnManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { finishedProperties, isWithoutOverrides } from './finished-resource';
import { oncePerStage } from './once-per-stage';
import { validateDocuments } from './vanishing-conditions';
import { ErrorContext } from '../core/validation-error';

/** A role or group of this library. */
interface RegisteredIdentity {
  readonly identity: IConstruct;
  readonly errors: ErrorContext;
  /** Policies that the library has made elsewhere. They are checked only if they have been overridden: they are long. */
  readonly known: readonly ManagedPolicy[];
}

/** The properties of a policy, or of a role or group, of either kind of construct. */
interface Attachments {
  readonly roles?: unknown;
  readonly groups?: unknown;
  readonly roleName?: unknown;
  readonly groupName?: unknown;
  readonly managedPolicyArns?: unknown;
}

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy', 'AWS::IAM::GroupPolicy'];

/**
 * Checks at synth the policies that are made elsewhere in the stack and attached to a role or group, as those below it are checked.
 * A policy of another stack is not seen.
 */
export const checkAttachedPolicies = oncePerStage<RegisteredIdentity>((stage, registered) => {
  const known = new Set<IConstruct>(registered.flatMap((one) => one.known).filter(isAsMade).map(({ node }) => node.defaultChild!));
  const policies = stage.node.findAll().filter(isPolicy).filter((policy) => !known.has(policy));
  // A policy refers to what is in its stack, and most stacks with a role have no other policy.
  const stacks = new Set(policies.map(({ stack }) => stack));
  const owners = new Map(registered.filter(({ identity }) => stacks.has(Stack.of(identity)))
    .flatMap((one) => referencesTo(one.identity).map((reference): [string, RegisteredIdentity] => [reference, one])));
  return policies.flatMap((policy) => {
    const owner = ownReferences(policy).map((reference) => owners.get(reference)).find((found) => found);
    return owner && !policy.node.scopes.includes(owner.identity)
      ? validateDocuments(owner.errors, policy.stack, [{ name: `the policy ${pathOf(policy)}`, document: finishedProperties(policy)?.PolicyDocument }])
      : [];
  });
});

/** Whether the resource of a policy has what the construct has. */
function isAsMade({ node, document }: ManagedPolicy): boolean {
  const resource = node.defaultChild as CfnManagedPolicy | undefined;
  return resource !== undefined && isWithoutOverrides(resource) && resource.policyDocument === document;
}

/** The path of a resource, or of the construct that it is the main resource of. */
function pathOf({ node }: CfnResource): string {
  return node.scope!.node.defaultChild?.node === node ? node.scope!.node.path : node.path;
}

function isPolicy(construct: IConstruct): construct is CfnResource {
  return CfnResource.isCfnResource(construct) && POLICIES.includes(construct.cfnResourceType);
}

/** How policies refer to a role or group, and how it refers to managed policies. */
function referencesTo(identity: IConstruct): string[] {
  const resource = identity.node.defaultChild as CfnResource & Attachments | undefined;
  if (!resource) {
    return [];
  }
  const { stack, roleName, groupName, managedPolicyArns } = resource;
  return [{ Ref: stack.resolve(resource.logicalId) }, ...[roleName, groupName, managedPolicyArns].flatMap((value) => stack.resolve(value) ?? [])]
    .map((value) => inStack(stack, value));
}

/** The policy itself, and the roles and groups that it lists. */
function ownReferences(policy: CfnResource & Attachments): string[] {
  const { stack, roles, groups, roleName, groupName } = policy;
  return [{ Ref: stack.resolve(policy.logicalId) }, ...[roles, groups, roleName, groupName].flatMap((value) => stack.resolve(value) ?? [])]
    .map((value) => inStack(stack, value));
}

function inStack({ node }: Stack, reference: unknown): string {
  return `${node.path} ${JSON.stringify(reference)}`;
}
