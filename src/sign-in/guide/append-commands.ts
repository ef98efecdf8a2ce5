/**
 * The commands that append the downloaded file to the configuration, which may not exist yet.
 */
export const APPEND_COMMANDS = {
  'macOS and Linux': 'mkdir -p ~/.aws && (echo; cat ~/Downloads/aws-cli.ini) >> ~/.aws/config',
};
