/** A resource with resolved intrinsic functions, and its name and ARN after deployment. */
export interface DeployedResource {
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  readonly properties: any;
}

const KINDS: Record<string, { kind: string; nameProperty: string }> = {
  'AWS::IAM::Role': { kind: 'role', nameProperty: 'RoleName' },
  'AWS::IAM::User': { kind: 'user', nameProperty: 'UserName' },
  'AWS::IAM::Group': { kind: 'group', nameProperty: 'GroupName' },
  'AWS::IAM::ManagedPolicy': { kind: 'policy', nameProperty: 'ManagedPolicyName' },
};

/** The IAM resources of a template that is deployed to an account of the partition `aws`. Throws for values that it cannot resolve. */
export function resolveIamResources(template: any, account: string, stackName?: string): DeployedResource[] {
  const iam = Object.entries<any>(template.Resources).filter(([, { Type }]) => Type.startsWith('AWS::IAM::'));

  function value(of: any): any {
    if (Array.isArray(of)) {
      return of.map(value);
    }
    if (typeof of !== 'object' || of === null) {
      return of;
    }
    const [[key, argument], ...others] = Object.entries<any>(of).length > 0 ? Object.entries<any>(of) : [['', undefined]];
    if (others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return intrinsic(key, argument);
    }
    return Object.fromEntries(Object.entries(of).map(([name, entry]) => [name, value(entry)]));
  }

  function intrinsic(name: string, argument: any): string {
    switch (name) {
      case 'Fn::Join': return argument[1].map(value).join(argument[0]);
      case 'Fn::GetAtt': return argument[1] === 'Arn' ? arnOf(argument[0]) : unknown(argument);
      case 'Ref': return reference(argument);
      default: return unknown({ [name]: argument });
    }
  }

  function reference(id: string): string {
    switch (id) {
      case 'AWS::Partition': return 'aws';
      case 'AWS::AccountId': return account;
      case 'AWS::StackName': return stackName ?? unknown(id);
      default: return template.Resources[id]?.Type === 'AWS::IAM::ManagedPolicy' ? arnOf(id) : nameOf(id);
    }
  }

  function nameOf(id: string): string {
    const { Type, Properties = {} } = template.Resources[id] ?? unknown(id);
    return value(Properties[KINDS[Type]?.nameProperty ?? unknown(id)] ?? id);
  }

  function arnOf(id: string): string {
    const { Type, Properties = {} } = template.Resources[id] ?? unknown(id);
    return `arn:aws:iam::${account}:${KINDS[Type]?.kind ?? unknown(id)}${value(Properties.Path ?? '/')}${nameOf(id)}`;
  }

  return iam.map(([id, { Type, Properties }]) => ({
    type: Type,
    name: KINDS[Type] ? nameOf(id) : id,
    arn: KINDS[Type] ? arnOf(id) : id,
    properties: value(Properties ?? {}),
  }));
}

function unknown(what: unknown): never {
  throw new Error(`cannot resolve ${JSON.stringify(what)}`);
}
