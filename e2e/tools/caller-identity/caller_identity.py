"""Prints the ARN that botocore, the core of boto3, has with a profile."""
import sys

from botocore.session import Session

print(Session(profile=sys.argv[1]).create_client('sts').get_caller_identity()['Arn'])
