"""Prints the credentials of a profile as `aws configure export-credentials --format process` of AWS CLI 2 does, which pip does not have."""
import json
import sys

from botocore.session import Session

keys = Session(profile=sys.argv[1]).get_credentials().get_frozen_credentials()
print(json.dumps({'Version': 1, 'AccessKeyId': keys.access_key, 'SecretAccessKey': keys.secret_key, 'SessionToken': keys.token}))
