import { Call, Operations } from '../api/operation';
import { AwsError, notEmulated } from '../aws-error';

/** Parameters of Systems Manager that are strings, without versions. */
export const SSM: Operations = {
  GetParameter: {
    permission: (call) => ({ action: 'ssm:GetParameter', resource: parameterArn(call) }),
    run: (call) => {
      // Decryption changes nothing about a string.
      const { Name, WithDecryption: _ } = call.params;
      const Value = call.account.parameters.get(parameterArn(call));
      if (Value === undefined) {
        throw new AwsError('ParameterNotFound', `Parameter ${Name} not found.`);
      }
      return { Parameter: { Name, Type: 'String', Value, Version: 1, ARN: parameterArn(call) } };
    },
  },
  PutParameter: {
    permission: (call) => ({ action: 'ssm:PutParameter', resource: parameterArn(call) }),
    run: (call) => {
      const { Type, Value } = call.params;
      if (Type !== 'String') {
        throw notEmulated(`ssm PutParameter of type ${Type}`);
      }
      if (call.account.parameters.has(parameterArn(call))) {
        throw new AwsError('ParameterAlreadyExists', 'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.');
      }
      call.account.parameters.set(parameterArn(call), Value);
      return { Version: 1 };
    },
  },
};

function parameterArn({ region, account, params: { Name } }: Call): string {
  return `arn:aws:ssm:${region}:${account.id}:parameter/${Name.replace(/^\//, '')}`;
}
