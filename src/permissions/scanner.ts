/**
 * A scanner or vendor that this library has a recipe for.
 *
 * Use it with `ReadOnlyPermissions.scanner`.
 */
export enum Scanner {
  /** AWS's Self-Service Security Assessment Tool. */
  AWS_SAT2 = 'aws-sat2',

  /** Cartography, which maps resources and their connections. */
  CARTOGRAPHY = 'cartography',

  /** CloudQuery, which copies the configuration of resources into a database. */
  CLOUDQUERY = 'cloudquery',

  /** CloudZero, which analyses costs. */
  CLOUDZERO = 'cloudzero',

  /** Datadog, which collects metrics and resource configuration. */
  DATADOG = 'datadog',

  /** Drata, which collects evidence for compliance. */
  DRATA = 'drata',

  /** Lacework (FortiCNAPP), which assesses security. */
  LACEWORK = 'lacework',

  /** Orca Security, which assesses security. */
  ORCA = 'orca',

  /** Prowler, which assesses security and compliance. */
  PROWLER = 'prowler',

  /** ScoutSuite, which audits security. */
  SCOUTSUITE = 'scoutsuite',

  /** Steampipe, which queries the AWS APIs with SQL. */
  STEAMPIPE = 'steampipe',

  /** Sysdig Secure, which assesses security. */
  SYSDIG = 'sysdig',

  /** Vanta, which collects evidence for compliance. */
  VANTA = 'vanta',

  /** Wiz, which assesses security. */
  WIZ = 'wiz',
}
