import { Call, Operations } from '../api/operation';
import { AwsError } from '../aws-error';

/** Log groups, without logs. */
export const LOGS: Operations = {
  CreateLogGroup: {
    permission: onLogGroup('CreateLogGroup'),
    run: (call) => {
      if (call.account.logGroups.has(logGroupArn(call))) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      }
      call.account.logGroups.set(logGroupArn(call), call.params.logGroupName);
      return {};
    },
  },
  PutRetentionPolicy: {
    permission: onLogGroup('PutRetentionPolicy'),
    run: (call) => {
      requireLogGroup(call);
      // There are no logs to keep.
      void call.params.retentionInDays;
      return {};
    },
  },
  DeleteLogGroup: {
    permission: onLogGroup('DeleteLogGroup'),
    run: (call) => {
      requireLogGroup(call);
      call.account.logGroups.delete(logGroupArn(call));
      return {};
    },
  },
};

function onLogGroup(action: string) {
  return (call: Call) => ({ action: `logs:${action}`, resource: logGroupArn(call) });
}

function requireLogGroup(call: Call): void {
  if (!call.account.logGroups.has(logGroupArn(call))) {
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
}

function logGroupArn({ region, account, params: { logGroupName } }: Call): string {
  return `arn:aws:logs:${region}:${account.id}:log-group:${logGroupName}`;
}
