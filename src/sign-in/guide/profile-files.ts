/** The files of profiles next to the page, each with the tool that reads it. */
export const PROFILE_FILES = {
  'aws-cli.ini': 'the AWS CLI and the SDKs, in ~/.aws/config',
  'aws-vault.ini': 'aws-vault, in ~/.aws/config',
  'granted.ini': 'Granted, in ~/.aws/config',
  'extend-switch-roles.ini': 'the browser extension AWS Extend Switch Roles',
  'extend-switch-roles-by-base-account.ini': 'the same extension, for several assuming accounts',
  'steampipe.spc': 'Steampipe, in ~/.steampipe/config/aws.spc',
} as const;
