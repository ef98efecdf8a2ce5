/** A scanner that this library has a recipe for. */
export enum Scanner {
  /** AWS's Self-Service Security Assessment Tool. */
  AWS_SAT2 = 'aws-sat2',

  /** Cartography, which maps resources and their connections. */
  CARTOGRAPHY = 'cartography',

  /** CloudQuery, which copies the configuration of resources into a database. */
  CLOUDQUERY = 'cloudquery',

  /** Prowler, which assesses security and compliance. */
  PROWLER = 'prowler',

  /** ScoutSuite, which audits security. */
  SCOUTSUITE = 'scoutsuite',

  /** Steampipe, which queries the AWS APIs with SQL. */
  STEAMPIPE = 'steampipe',
}
