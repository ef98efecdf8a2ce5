import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';

/** The content of an `AccessGuide`. */
export interface AccessGuideProps {
  /** The constructs that the guide describes: at least one, all in this CDK app, each once. */
  readonly accesses: CrossAccountReadOnlyAccess[];

  /**
   * The title of the guide: one line of at most 100 characters.
   *
   * @default 'Read-only access'
   */
  readonly title?: string;
}
