import { apiCall, ApiCall, ResourceContext, ResourceType } from './resource-type';
import { functionArn } from '../../accounts/lambda-function';
import { Params } from '../../wire/protocol';

export const LAMBDA_FUNCTION: ResourceType = {
  nameProperty: 'FunctionName',
  properties: ['FunctionName', 'Code', 'Handler', 'Role', 'Runtime', 'Timeout', 'Environment', 'LoggingConfig'],
  attributes: (context) => ({ Arn: arnOf(context) }),
  steps: (context) => {
    const { properties: { Code, Handler, Role, Runtime, Timeout, Environment } } = context;
    const FunctionName = context.name;
    const settings = { FunctionName, Code, Handler, Role, Runtime, Timeout, Environment };
    return [{
      key: `function ${arnOf(context)}`,
      create: [lambda('CreateFunction', settings)],
      update: [lambda('UpdateFunction', settings)],
      delete: lambda('DeleteFunction', { FunctionName }),
    }];
  },
};

export const LAMBDA_PERMISSION: ResourceType = {
  properties: ['Action', 'FunctionName', 'Principal'],
  steps: ({ name, properties: { Action, FunctionName, Principal } }) => {
    const permission = { FunctionName, StatementId: name };
    const add = lambda('AddPermission', { ...permission, Action, Principal });
    return [{ key: `permission ${name} of ${FunctionName}`, create: [add], update: [add], delete: lambda('RemovePermission', permission) }];
  },
};

function arnOf({ account, region, name }: ResourceContext): string {
  return functionArn(region, account, name);
}

function lambda(operation: string, params: Params): ApiCall {
  return apiCall('lambda', operation, params);
}
