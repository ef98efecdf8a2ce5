/** A scanner whose recipe comes with this library. */
export enum Scanner {
  /** AWS's Self-Service Security Assessment Tool. */
  AWS_SAT2 = 'aws-sat2',

  /** Cartography, which maps what there is and how it is connected. */
  CARTOGRAPHY = 'cartography',

  /** CloudQuery, which copies the configuration of resources into a database. */
  CLOUDQUERY = 'cloudquery',

  /** Prowler, which assesses security and compliance. */
  PROWLER = 'prowler',

  /** ScoutSuite, which audits security. */
  SCOUTSUITE = 'scoutsuite',

  /** Steampipe, which queries the APIs of AWS by SQL. */
  STEAMPIPE = 'steampipe',
}
