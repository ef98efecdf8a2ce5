/** Every known IAM action, by service. */
export interface KnownActionsFile {
  readonly source: string;
  /** The date of AWS's service authorization reference. */
  readonly date: string;
  readonly services: Readonly<Record<string, { readonly reads: string[]; readonly others: string[] }>>;
}

/** The text of an AWS managed policy, with ARNs of any partition. */
export interface AwsManagedPolicyFile {
  readonly source: string;
  readonly date: string;
  readonly version: string;
  readonly statements: AwsStatement[];
}

/** A statement of an AWS managed policy. None of the policies in this folder has a `Deny` or a `NotAction`. */
export interface AwsStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** The actions that read data, credentials or secrets. */
export interface DataAccessFile {
  readonly source: string;
  readonly date: string;
  /** Patterns that match these actions, and no other known action. */
  readonly patterns: string[];
  /** Those of services with resource policies: a resource policy that names a role session allows it past the role's boundary. */
  readonly always: string[];
  /** Actions that read data only with certain resources, so they are denied only there. */
  readonly onResources: { readonly actions: string[]; readonly resources: string[] }[];
}

/** The reads that hand out credentials or change something. */
export interface CredentialReadsFile {
  readonly source: string;
  readonly date: string;
  /** Patterns that match these actions, and no other known action. */
  readonly patterns: string[];
  /** The actions of each pattern with a wildcard. Every other pattern is an action. */
  readonly actions: Readonly<Record<string, string[]>>;
  /** The patterns of which an AWS managed policy allows any action, by the policy's path and name. */
  readonly allowedBy: Readonly<Record<string, string[]>>;
  /** Those that a resource policy that names a role session allows past the role's boundary. */
  readonly always: string[];
}

/** What is denied on resources that can have a resource policy. */
export interface ResourcePoliciesFile {
  readonly source: string;
  readonly date: string;
  /** The services that have an action on one of the resources. */
  readonly services: string[];
  /** The actions that stay possible on some of the resources. Each statement fits into one managed policy. */
  readonly statements: { readonly notActions: string[]; readonly resources: string[] }[];
  /** Patterns of actions that are denied on all resources. */
  readonly denied: string[];
}

/** What a scanner requires, by its own documentation. */
export interface ScannerRecipe {
  readonly title: string;
  /** The month in which the recipe was written. */
  readonly version: string;
  readonly source: string;
  readonly note: string;
  /** AWS managed policies, by path and name. */
  readonly policies: string[];
  /** What the scanner reads in addition to the policies. */
  readonly statements: { readonly actions: string[]; readonly resources?: string[] }[];
  /** What the scanner does not read, although the policies allow it. */
  readonly denied: string[];
  /** The write actions that users may allow. */
  readonly writes: string[];
}
