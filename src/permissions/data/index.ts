/* eslint-disable @typescript-eslint/no-require-imports --
 * Most apps need none of these files, so each is read when it is first used. */
import type AmazonInspector2ReadOnlyAccess from './aws-managed-policies/AmazonInspector2ReadOnlyAccess.json';
import type AWSBillingReadOnlyAccess from './aws-managed-policies/AWSBillingReadOnlyAccess.json';
import type ComputeOptimizerReadOnlyAccess from './aws-managed-policies/ComputeOptimizerReadOnlyAccess.json';
import type ReadOnlyAccess from './aws-managed-policies/ReadOnlyAccess.json';
import type SecurityAudit from './aws-managed-policies/SecurityAudit.json';
import type ViewOnlyAccess from './aws-managed-policies/ViewOnlyAccess.json';
import type CredentialReads from './credential-reads.json';
import type DataAccess from './data-access.json';
import { AwsManagedPolicyFile, CredentialReadsFile, DataAccessFile, KnownActionsFile, ResourcePoliciesFile } from './file-types';
import type IamActions from './iam-actions.json';
import type ResourcePolicies from './resource-policies.json';
import type AwsSat2 from './scanners/aws-sat2.json';
import type Cartography from './scanners/cartography.json';
import type Cloudquery from './scanners/cloudquery.json';
import type Cloudzero from './scanners/cloudzero.json';
import type Datadog from './scanners/datadog.json';
import type Drata from './scanners/drata.json';
import type Lacework from './scanners/lacework.json';
import type Orca from './scanners/orca.json';
import type Prowler from './scanners/prowler.json';
import type Scoutsuite from './scanners/scoutsuite.json';
import type Steampipe from './scanners/steampipe.json';
import type Sysdig from './scanners/sysdig.json';
import type Vanta from './scanners/vanta.json';
import type Wiz from './scanners/wiz.json';
import type SupportCases from './support-cases.json';

export const AWS_MANAGED_POLICY_FILES: Readonly<Record<string, () => AwsManagedPolicyFile>> = {
  'ReadOnlyAccess': (): typeof ReadOnlyAccess => require('./aws-managed-policies/ReadOnlyAccess.json'),
  'SecurityAudit': (): typeof SecurityAudit => require('./aws-managed-policies/SecurityAudit.json'),
  'job-function/ViewOnlyAccess': (): typeof ViewOnlyAccess => require('./aws-managed-policies/ViewOnlyAccess.json'),
  'AWSBillingReadOnlyAccess': (): typeof AWSBillingReadOnlyAccess => require('./aws-managed-policies/AWSBillingReadOnlyAccess.json'),
  'AmazonInspector2ReadOnlyAccess': (): typeof AmazonInspector2ReadOnlyAccess => require('./aws-managed-policies/AmazonInspector2ReadOnlyAccess.json'),
  'ComputeOptimizerReadOnlyAccess': (): typeof ComputeOptimizerReadOnlyAccess => require('./aws-managed-policies/ComputeOptimizerReadOnlyAccess.json'),
};

export const SCANNER_FILES = {
  'aws-sat2': (): typeof AwsSat2 => require('./scanners/aws-sat2.json'),
  'cartography': (): typeof Cartography => require('./scanners/cartography.json'),
  'cloudquery': (): typeof Cloudquery => require('./scanners/cloudquery.json'),
  'cloudzero': (): typeof Cloudzero => require('./scanners/cloudzero.json'),
  'datadog': (): typeof Datadog => require('./scanners/datadog.json'),
  'drata': (): typeof Drata => require('./scanners/drata.json'),
  'lacework': (): typeof Lacework => require('./scanners/lacework.json'),
  'orca': (): typeof Orca => require('./scanners/orca.json'),
  'prowler': (): typeof Prowler => require('./scanners/prowler.json'),
  'scoutsuite': (): typeof Scoutsuite => require('./scanners/scoutsuite.json'),
  'steampipe': (): typeof Steampipe => require('./scanners/steampipe.json'),
  'sysdig': (): typeof Sysdig => require('./scanners/sysdig.json'),
  'vanta': (): typeof Vanta => require('./scanners/vanta.json'),
  'wiz': (): typeof Wiz => require('./scanners/wiz.json'),
};

export const knownActionsFile: () => KnownActionsFile = (): typeof IamActions => require('./iam-actions.json');

export const dataAccessFile: () => DataAccessFile = (): typeof DataAccess => require('./data-access.json');

export const credentialReadsFile: () => CredentialReadsFile = (): typeof CredentialReads => require('./credential-reads.json');
export const resourcePoliciesFile: () => ResourcePoliciesFile = (): typeof ResourcePolicies => require('./resource-policies.json');

/** The actions that read support cases. */
export const supportCasesFile = (): typeof SupportCases => require('./support-cases.json');
