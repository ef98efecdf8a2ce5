import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { finishedProperties, isWithoutOverrides, someFinishedProperties } from './finished-resource';
import { validateInlineNames } from './inline-policy-names';
import { oncePerStage } from './once-per-stage';
import { finishedPolicies, InlinePolicy } from './policy-documents';
import { conditionOf } from './presence';
import { validateDocuments } from './vanishing-conditions';
import { validateDenials } from './write-denials';
import { ErrorContext } from '../core/validation-error';
import { hasStatements, WrittenPolicy } from '../core/written-policy';

/** A role or group of this library. */
interface RegisteredIdentity {
  readonly identity: IConstruct;
  readonly errors: ErrorContext;
  /** Policies that the library has made elsewhere. They are checked only if they have been changed: they are long. */
  readonly known: readonly WrittenPolicy[];
  /** Policies that the library has made below the identity, where they are checked with it. */
  readonly own?: readonly WrittenPolicy[];
}

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy', 'AWS::IAM::GroupPolicy'];

/**
 * Checks at synth the policies that are made elsewhere in the stack and attached to a role or group, as those below it are checked.
 * A policy of another stack is not seen.
 */
export const checkAttachedPolicies = oncePerStage<RegisteredIdentity>((stage, registered) => {
  const written = byResource(registered.flatMap(({ known }) => known));
  const below = byResource(registered.flatMap(({ own = [] }) => own));
  const policies = stage.node.findAll().filter(isPolicy).filter((policy) => !isAsWritten(written.get(policy) ?? below.get(policy)));
  // A policy refers to what is in its stack, and most stacks with a role have no other policy.
  const stacks = new Set(policies.map(({ stack }) => stack));
  const owners = new Map(registered.filter(({ identity }) => stacks.has(Stack.of(identity)))
    .flatMap((one) => referencesTo(one.identity).map((reference): [string, RegisteredIdentity] => [reference, one])));
  return policies.flatMap((policy) => {
    const owner = ownReferences(policy).map((reference) => owners.get(reference)).find((found) => found);
    return owner ? validatePolicy(owner, policy, written.get(policy)) : [];
  });
});

function byResource(policies: WrittenPolicy[]): Map<IConstruct | undefined, WrittenPolicy> {
  return new Map(policies.map((written) => [written.policy.node.defaultChild, written]));
}

/** Whether the resource of a policy has what the library has written, and nothing else. */
function isAsWritten(written?: WrittenPolicy): boolean {
  const resource = written?.policy.node.defaultChild as CfnManagedPolicy | undefined;
  return resource !== undefined && isWithoutOverrides(resource) && resource.policyDocument === written!.document
    && hasStatements(resource, written!.document, written!.statements.length);
}

function validatePolicy({ identity, errors }: RegisteredIdentity, policy: CfnResource, written?: WrittenPolicy): string[] {
  const { PolicyDocument: document, PolicyName: name } = finishedProperties(policy) ?? {};
  return [
    ...written ? validateDenials(errors, written, document) : [],
    // Those below the identity are checked with it.
    ...policy.node.scopes.includes(identity) ? [] : [
      ...validateDocuments(errors, policy.stack, [{ name: `the policy ${pathOf(policy)}`, document }]),
      ...name === undefined ? [] : validateInlineNames(errors, [...inlinePoliciesOf(identity, name), { name, condition: conditionOf(policy) }]),
    ],
  ];
}

/** The inline policies below an identity that have a name. Two others with one name are reported with the identity. */
function inlinePoliciesOf(identity: IConstruct, name: unknown): InlinePolicy[] {
  return finishedPolicies(identity).flatMap(({ inline }) => inline !== undefined && inline.name === name ? [inline] : []);
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
  const resource = identity.node.defaultChild as CfnResource | undefined;
  return resource ? references(resource, ['RoleName', 'GroupName', 'ManagedPolicyArns']) : [];
}

/** The policy itself, and the roles and groups that it lists. */
function ownReferences(policy: CfnResource): string[] {
  return references(policy, ['Roles', 'Groups', 'RoleName', 'GroupName']);
}

function references(resource: CfnResource, properties: string[]): string[] {
  const { stack, logicalId } = resource;
  const finished = someFinishedProperties(resource, properties);
  return [{ Ref: stack.resolve(logicalId) }, ...properties.flatMap((name) => finished[name] ?? [])]
    .map((reference) => `${stack.node.path} ${JSON.stringify(reference)}`);
}
