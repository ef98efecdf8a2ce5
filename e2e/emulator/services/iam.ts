import { accessKeyOperations } from './iam-access-keys';
import { groupOperations } from './iam-groups';
import { managedPolicyOperations } from './iam-managed-policies';
import { mfaOperations } from './iam-mfa';
import { policyOperations } from './iam-policies';
import { roleOperations } from './iam-roles';
import { userOperations } from './iam-users';
import { Operations } from '../call';

/** The part of IAM's API that deployments and people here use. */
export const IAM: Operations = {
  ...userOperations,
  ...accessKeyOperations,
  ...mfaOperations,
  ...groupOperations,
  ...roleOperations,
  ...policyOperations,
  ...managedPolicyOperations,
};
