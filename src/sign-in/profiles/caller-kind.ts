import { CredentialSource } from './credential-source';
import { QUOTAS } from '../../core/quotas';

interface CallerKindConfig {
  /** Ends the names of its profiles if another kind of caller has a role's first profile. */
  readonly suffix: string;
  readonly description: string;
  readonly promptsForCode?: boolean;
  /** Whether its credentials must be of a session with MFA. */
  readonly needsMfaSession?: boolean;
  /** Whether its credentials are those of a role, whose sessions STS limits to one hour. */
  readonly isRoleSession?: boolean;
  /** Whether its credentials can be those of an EC2 instance or a container. */
  readonly runsOnAws?: boolean;
}

/** A kind of caller. Each has a separate profile, because it gets its credentials in another way, or for another time. */
export class CallerKind {
  /** An IAM user of whom no MFA is required. */
  public static readonly USER = new CallerKind({ suffix: 'user', description: 'IAM user' });

  /** An IAM user with a device that shows codes. The tool prompts for one. */
  public static readonly USER_WITH_MFA_CODE = new CallerKind({ suffix: 'user', description: 'IAM user with an MFA code', promptsForCode: true });

  /** An IAM user whose credentials are of a session with MFA: for tools that cannot prompt, and for devices that show no codes. */
  public static readonly USER_WITH_MFA_SESSION = new CallerKind({
    suffix: 'session', description: 'IAM user whose session has MFA', needsMfaSession: true,
  });

  /** A session of a permission set of IAM Identity Center. */
  public static readonly PERMISSION_SET = new CallerKind({ suffix: 'sso', description: 'session of a permission set', isRoleSession: true });

  /** A session of a role: a workload on AWS, or a federated user. */
  public static readonly ROLE = new CallerKind({ suffix: 'role', description: 'session of a role', isRoleSession: true, runsOnAws: true });

  /** All endings of profile names. */
  public static get suffixes(): string[] {
    return [...new Set([this.USER, this.USER_WITH_MFA_SESSION, this.PERMISSION_SET, this.ROLE].map(({ suffix }) => suffix))];
  }

  public readonly suffix: string;
  public readonly description: string;
  public readonly promptsForCode: boolean;
  public readonly needsMfaSession: boolean;
  public readonly isRoleSession: boolean;
  private readonly runsOnAws: boolean;

  private constructor(config: CallerKindConfig) {
    const { suffix, description, promptsForCode = false, needsMfaSession = false, isRoleSession = false, runsOnAws = false } = config;
    this.suffix = suffix;
    this.description = description;
    this.promptsForCode = promptsForCode;
    this.needsMfaSession = needsMfaSession;
    this.isRoleSession = isRoleSession;
    this.runsOnAws = runsOnAws;
  }

  /**
   * The most seconds that a profile may request, if that is less than the role's `maxSessionDuration` can be.
   *
   * AWS's pages disagree on sessions of users: the IAM User Guide limits those of roles only, the Knowledge Center those of
   * `GetSessionToken` too. A request of one hour is right by both.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
   * @see https://repost.aws/knowledge-center/iam-role-chaining-limit
   */
  public get longestSeconds(): number | undefined {
    return this.isRoleSession || this.needsMfaSession ? QUOTAS.chainedSessionSeconds : undefined;
  }

  /** Whether callers of this kind can have their credentials there. Those of instances and containers are always a role's. */
  public canUse(source: CredentialSource): boolean {
    return this.runsOnAws || source === CredentialSource.ENVIRONMENT;
  }
}
