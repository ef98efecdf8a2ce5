/**
 * The commands that append the downloaded file to the configuration, which may not exist yet.
 *
 * .NET reads and writes UTF-8 without a byte order mark in each version of PowerShell; its own commands differ, and the AWS CLI does not
 * read such a mark.
 *
 * @see https://learn.microsoft.com/en-us/dotnet/api/system.io.file.appendalltext
 */
export const APPEND_COMMANDS = {
  'macOS and Linux': 'mkdir -p ~/.aws && (echo; cat ~/Downloads/aws-cli.ini) >> ~/.aws/config',
  'PowerShell on Windows':
    '$null = mkdir "$HOME/.aws" -Force; [IO.File]::AppendAllText("$HOME/.aws/config", "`n" + [IO.File]::ReadAllText("$HOME/Downloads/aws-cli.ini"))',
};
