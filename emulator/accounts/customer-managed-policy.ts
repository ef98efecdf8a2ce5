import { uniqueId } from './identity';
import { PolicyDocument } from './policy-document';
import { AwsError } from '../aws-error';

/** The quota of versions per policy. */
const VERSIONS = 5;

export interface PolicyVersion {
  readonly id: string;
  readonly document: PolicyDocument;
  readonly created: Date;
}

/**
 * A customer managed policy. Its default version is in force.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
 */
export class CustomerManagedPolicy {
  public readonly id = uniqueId('ANPA');
  public readonly created = new Date();

  /** The newest first. */
  public versions: PolicyVersion[] = [];

  private defaultId = 'v1';
  private lastVersion = 0;

  constructor(
    private readonly account: string,
    public readonly name: string,
    public readonly path: string,
    public readonly description: string | undefined,
    document: PolicyDocument,
  ) {
    this.addVersion(document);
  }

  public get arn(): string {
    return `arn:aws:iam::${this.account}:policy${this.path}${this.name}`;
  }

  public get defaultVersion(): PolicyVersion {
    return this.version(this.defaultId);
  }

  public version(id: string): PolicyVersion {
    const version = this.versions.find((candidate) => candidate.id === id);
    if (!version) {
      throw new AwsError('NoSuchEntity', `Policy ${this.arn} version ${id} does not exist or is not attachable.`, 404);
    }
    return version;
  }

  /** Version numbers are never reused. */
  public addVersion(document: PolicyDocument): PolicyVersion {
    if (this.versions.length === VERSIONS) {
      throw new AwsError('LimitExceeded',
        `A managed policy can have up to ${VERSIONS} versions. Before you create a new version, you must delete an existing version.`, 409);
    }
    const version = { id: `v${++this.lastVersion}`, document, created: new Date() };
    this.versions.unshift(version);
    return version;
  }

  public setDefault(id: string): void {
    this.defaultId = this.version(id).id;
  }

  public deleteVersion(id: string): void {
    const version = this.version(id);
    if (version === this.defaultVersion) {
      throw new AwsError('DeleteConflict', 'Cannot delete the default version of a policy.', 409);
    }
    this.versions = this.versions.filter((other) => other !== version);
  }
}
