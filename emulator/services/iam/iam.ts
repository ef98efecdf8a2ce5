import { accessKeyOperations } from './access-keys';
import { groupOperations } from './groups';
import { policyOperations } from './identity-policies';
import { managedPolicyOperations } from './managed-policies';
import { mfaOperations } from './mfa-devices';
import { roleOperations } from './roles';
import { userOperations } from './users';
import { Operations } from '../../api/operation';

/** The supported part of IAM. */
export const IAM: Operations = {
  ...userOperations,
  ...accessKeyOperations,
  ...mfaOperations,
  ...groupOperations,
  ...roleOperations,
  ...policyOperations,
  ...managedPolicyOperations,
};
