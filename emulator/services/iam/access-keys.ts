import { iamOperation, userArn } from './iam-operation';
import { AccessKey, User } from '../../accounts/identity';
import { Operations } from '../../api/operation';
import { AwsError } from '../../aws-error';

/** The quota of access keys per user. */
const KEYS_PER_USER = 2;

export const accessKeyOperations: Operations = {
  CreateAccessKey: iamOperation('CreateAccessKey', userArn, (account, { UserName }) => {
    const user = account.users.get(UserName);
    if (user.accessKeys.size === KEYS_PER_USER) {
      throw new AwsError('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`, 409);
    }
    const { accessKeyId, secretAccessKey } = account.createAccessKey(user);
    return { AccessKey: { UserName, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Status: 'Active' } };
  }),
  UpdateAccessKey: iamOperation('UpdateAccessKey', userArn, (account, { UserName, AccessKeyId, Status }) => {
    keyOf(account.users.get(UserName), AccessKeyId).active = Status === 'Active';
  }),
  DeleteAccessKey: iamOperation('DeleteAccessKey', userArn, (account, { UserName, AccessKeyId }) => {
    const user = account.users.get(UserName);
    user.accessKeys.delete(keyOf(user, AccessKeyId).accessKeyId);
  }),
  ListAccessKeys: iamOperation('ListAccessKeys', userArn, (account, { UserName }) => ({
    AccessKeyMetadata: [...account.users.get(UserName).accessKeys.values()]
      .map(({ accessKeyId, active }) => ({ UserName, AccessKeyId: accessKeyId, Status: active ? 'Active' : 'Inactive' })),
    IsTruncated: false,
  })),
};

function keyOf(user: User, accessKeyId: string): AccessKey {
  const key = user.accessKeys.get(accessKeyId);
  if (!key) {
    throw new AwsError('NoSuchEntity', `The Access Key with id ${accessKeyId} cannot be found.`, 404);
  }
  return key;
}
