import { Statement } from './policies';
import { Resource } from './stack';

const TRUSTS_LAMBDA = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

export interface FunctionProps {
  readonly statements?: Statement[];
  readonly trust?: object;
  readonly properties?: Record<string, unknown>;
}

/** A function called Echo with the role EchoRole, for a template. */
export function functionResources(
  code: string, { statements = [], trust = TRUSTS_LAMBDA, properties = {} }: FunctionProps = {},
): Record<string, Resource> {
  const Policies = statements.length > 0 ? [{ PolicyName: 'Own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }] : [];
  return {
    EchoRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'EchoRole', AssumeRolePolicyDocument: trust, Policies } },
    Echo: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'Echo',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['EchoRole', 'Arn'] },
        Code: { ZipFile: code },
        ...properties,
      },
    },
  };
}
