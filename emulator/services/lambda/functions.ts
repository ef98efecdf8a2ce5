import { unzipSync } from 'fflate';
import { existingFunction, onFunction, PRINCIPAL } from './function-operation';
import { functionArn, FunctionSettings, LambdaFunction } from '../../accounts/lambda-function';
import { Call, Operations, Permission } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { Params } from '../../wire/protocol';

const RUNTIME = /^nodejs\d\d\.x$/;
const DEFAULT_TIMEOUT = 3;

/** Functions for Node.js, without versions and aliases. Only stacks call these operations: the protocol has only `Invoke`. */
export const FUNCTION_OPERATIONS: Operations = {
  CreateFunction: {
    permission: (call) => [onFunction('CreateFunction')(call), ...readsCode(call), passesRole(call)],
    run: (call) => {
      const { account, region, params } = call;
      const arn = functionArn(region, account.id, params.FunctionName);
      if (account.functions.has(arn)) {
        throw new AwsError('ResourceConflictException', `Function already exist: ${params.FunctionName}`, 409);
      }
      account.functions.set(arn, new LambdaFunction(arn, params.FunctionName, settingsOf(call)));
      return { FunctionArn: arn };
    },
  },
  // One operation for both of Lambda's, UpdateFunctionCode and UpdateFunctionConfiguration, as only stacks update functions here.
  UpdateFunction: {
    permission: (call) => [
      onFunction('UpdateFunctionCode')(call), onFunction('UpdateFunctionConfiguration')(call), ...readsCode(call), passesRole(call),
    ],
    run: (call) => {
      const lambda = existingFunction(call);
      lambda.settings = settingsOf(call);
      return { FunctionArn: lambda.arn };
    },
  },
  DeleteFunction: {
    permission: onFunction('DeleteFunction'),
    run: (call) => {
      call.account.functions.delete(existingFunction(call).arn);
      return {};
    },
  },
  AddPermission: {
    permission: onFunction('AddPermission'),
    run: (call) => {
      const { StatementId, Action, Principal } = call.params;
      const lambda = existingFunction(call);
      const isService = /\.amazonaws\.com$/.test(Principal);
      lambda.statements.set(StatementId, {
        Sid: StatementId, Effect: 'Allow', Principal: isService ? { Service: Principal } : { AWS: Principal }, Action, Resource: lambda.arn,
      });
      return {};
    },
  },
  RemovePermission: {
    permission: onFunction('RemovePermission'),
    run: (call) => {
      if (!existingFunction(call).statements.delete(call.params.StatementId)) {
        throw new AwsError('ResourceNotFoundException', 'No policy is associated with the given resource.', 404);
      }
      return {};
    },
  },
};

function readsCode({ partition, params: { Code: { S3Bucket, S3Key } } }: Call): Permission[] {
  return S3Bucket ? [{ action: 's3:GetObject', resource: `arn:aws:s3:::${S3Bucket}/${S3Key}`, account: partition.findBucketOwner(S3Bucket)?.id }] : [];
}

function passesRole({ params: { Role } }: Call): Permission {
  return { action: 'iam:PassRole', resource: Role, context: { 'iam:PassedToService': PRINCIPAL } };
}

function settingsOf(call: Call): FunctionSettings {
  const { Role, Handler, Runtime, Timeout = DEFAULT_TIMEOUT, Environment } = call.params;
  if (!RUNTIME.test(Runtime)) {
    throw notEmulated(`lambda functions with the runtime ${Runtime}`);
  }
  return { role: Role, handler: Handler, timeoutSeconds: Number(Timeout), environment: Environment?.Variables ?? {}, code: codeOf(call) };
}

/** In a template, `ZipFile` is the text of the file `index`. */
function codeOf({ partition, params: { Code } }: Call): Record<string, Uint8Array> {
  const { ZipFile, S3Bucket, S3Key, ...others }: Params = Code;
  if (Object.keys(others).length > 0) {
    throw notEmulated(`lambda code with ${Object.keys(others)}`);
  }
  if (ZipFile) {
    return { 'index.js': Buffer.from(ZipFile) };
  }
  const zip = partition.findBucketOwner(S3Bucket)?.buckets.get(S3Bucket)!.objects.get(S3Key);
  if (!zip) {
    throw new AwsError('InvalidParameterValueException', 'Error occurred while GetObject. S3 Error Code: NoSuchKey.');
  }
  return Object.fromEntries(Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/')));
}
