/* eslint-disable @typescript-eslint/no-require-imports --
 * Most apps need none of these files, so each is read when it is first asked for. */
import type AmazonInspector2ReadOnlyAccess from './aws-managed-policies/AmazonInspector2ReadOnlyAccess.json';
import type AWSBillingReadOnlyAccess from './aws-managed-policies/AWSBillingReadOnlyAccess.json';
import type ReadOnlyAccess from './aws-managed-policies/ReadOnlyAccess.json';
import type SecurityAudit from './aws-managed-policies/SecurityAudit.json';
import type ViewOnlyAccess from './aws-managed-policies/ViewOnlyAccess.json';
import type ContentReads from './content-reads.json';
import type IamActions from './iam-actions.json';
import type { ScannerRecipe } from '../presets/scanner-recipes';
import type { Scanner } from '../scanner';
import type AwsSat2 from './scanners/aws-sat2.json';
import type Cartography from './scanners/cartography.json';
import type Cloudquery from './scanners/cloudquery.json';
import type Prowler from './scanners/prowler.json';
import type Scoutsuite from './scanners/scoutsuite.json';
import type Steampipe from './scanners/steampipe.json';
import type SupportCases from './support-cases.json';

/** Every IAM action that is known, by service. */
export interface KnownActionsFile {
  readonly source: string;
  /** When AWS's reference was read. */
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

/** A statement of an AWS managed policy: none of those known here denies or says `NotAction`. */
export interface AwsStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** The actions that read content. */
export interface ContentReadsFile {
  readonly source: string;
  readonly date: string;
  /** Patterns that cover them, and no other action that is known. */
  readonly patterns: string[];
  /** Those of services whose resources have policies, which can let in a session past its boundary. */
  readonly always: string[];
  /** What one action reads among other things: denied on certain resources only. */
  readonly onResources: { readonly actions: string[]; readonly resources: string[] }[];
}

export const AWS_MANAGED_POLICY_FILES: Readonly<Record<string, () => AwsManagedPolicyFile>> = {
  'ReadOnlyAccess': (): typeof ReadOnlyAccess => require('./aws-managed-policies/ReadOnlyAccess.json'),
  'SecurityAudit': (): typeof SecurityAudit => require('./aws-managed-policies/SecurityAudit.json'),
  'job-function/ViewOnlyAccess': (): typeof ViewOnlyAccess => require('./aws-managed-policies/ViewOnlyAccess.json'),
  'AWSBillingReadOnlyAccess': (): typeof AWSBillingReadOnlyAccess => require('./aws-managed-policies/AWSBillingReadOnlyAccess.json'),
  'AmazonInspector2ReadOnlyAccess': (): typeof AmazonInspector2ReadOnlyAccess => require('./aws-managed-policies/AmazonInspector2ReadOnlyAccess.json'),
};

export const SCANNER_FILES: Readonly<Record<Scanner, () => ScannerRecipe>> = {
  'aws-sat2': (): typeof AwsSat2 => require('./scanners/aws-sat2.json'),
  'cartography': (): typeof Cartography => require('./scanners/cartography.json'),
  'cloudquery': (): typeof Cloudquery => require('./scanners/cloudquery.json'),
  'prowler': (): typeof Prowler => require('./scanners/prowler.json'),
  'scoutsuite': (): typeof Scoutsuite => require('./scanners/scoutsuite.json'),
  'steampipe': (): typeof Steampipe => require('./scanners/steampipe.json'),
};

export const knownActionsFile: () => KnownActionsFile = (): typeof IamActions => require('./iam-actions.json');

export const contentReadsFile: () => ContentReadsFile = (): typeof ContentReads => require('./content-reads.json');

/** What it takes to read support cases. */
export const supportCasesFile = (): typeof SupportCases => require('./support-cases.json');
