import { AssumingGroupOptions } from './assuming-group-props';
import { TrustingRoleOptions } from './trusting-role-props';

/** Properties of a `CrossAccountReadOnlyAccess`: those of its group and of its roles. */
export interface CrossAccountReadOnlyAccessProps extends AssumingGroupOptions, TrustingRoleOptions {}
