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

  /**
   * A folder to which the files are written as well, for example to keep them in a repository or to publish them: at most 1,000 characters.
   *
   * A relative path begins in the working directory of the app. The folder is made if it does not exist. Files of the same names are
   * replaced; others stay. Two guides cannot share a folder.
   *
   * @default - the files are in the cloud assembly only
   */
  readonly outputDirectory?: string;
}
