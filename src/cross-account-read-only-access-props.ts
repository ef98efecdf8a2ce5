import { AssumingGroupOptions } from './assuming-group-props';
import { TrustingRoleOptions } from './trusting-role-props';

/** Properties of a `CrossAccountReadOnlyAccess`: those of its group and of its roles, and a title. */
export interface CrossAccountReadOnlyAccessProps extends AssumingGroupOptions, TrustingRoleOptions {
  /**
   * What an `AccessGuide` calls this access: one line of at most 100 characters.
   *
   * @default - the words of the construct's id, such as `Security read only` for `SecurityReadOnly`; with the construct's path if another
   * access in the guide has the same words
   */
  readonly title?: string;
}
