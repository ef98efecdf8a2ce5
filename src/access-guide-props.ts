import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';

/** What an `AccessGuide` tells of. */
export interface AccessGuideProps {
  /** The accesses to tell of: at least one, all of this CDK app, each once. */
  readonly accesses: CrossAccountReadOnlyAccess[];

  /**
   * What the guide is called: one line of at most 100 characters.
   *
   * @default 'Read-only access'
   */
  readonly title?: string;
}
