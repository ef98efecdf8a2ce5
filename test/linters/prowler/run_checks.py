"""Reads accounts from standard input, one JSON text a line, and writes the results of Prowler's checks of roles, groups and policies for each."""
import glob
import importlib
import json
import os
import re
import sys
import types

CLIENT = types.ModuleType("prowler.providers.aws.services.iam.iam_client")
CLIENT.iam_client = types.SimpleNamespace()
sys.modules[CLIENT.__name__] = CLIENT

from prowler.providers.aws.services import iam
from prowler.providers.aws.services.iam.iam_service import Group, Policy, Role, is_service_role

# Facts about the use of an account, which a template does not contain.
OF_USE = {"credential_report", "role_last_accessed_services"}


def checks():
    """Returns the checks that read roles, groups or policies, and no facts that only a running account has."""
    for folder in sorted(glob.glob(os.path.join(os.path.dirname(iam.__file__), "iam_*", ""))):
        name = os.path.basename(os.path.dirname(folder))
        with open(os.path.join(folder, name + ".py"), encoding="utf-8") as source:
            reads = set(re.findall(r"iam_client\.(\w+)", source.read()))
        if reads & {"roles", "groups", "policies"} and not reads & OF_USE:
            yield name, getattr(importlib.import_module(f"{iam.__name__}.{name}.{name}"), name)


CHECKS = list(checks())


def client(account):
    roles = [
        Role(is_service_role=is_service_role({"AssumeRolePolicyDocument": role["assume_role_policy"]}), tags=[], **role)
        for role in account["roles"]
    ]
    policies = [Policy(version_id="v1", attached=True, **policy) for policy in account["policies"]]
    return {
        "audited_account": account["id"],
        "audited_partition": "aws",
        "audit_config": {},
        "region": "us-east-1",
        "provider": types.SimpleNamespace(scan_unused_services=True),
        "roles": roles,
        "groups": [Group(users=[], **group) for group in account["groups"]],
        "policies": {f"{policy.arn}:policy/{policy.name}": policy for policy in policies},
    }


for line in sys.stdin:
    CLIENT.iam_client.__dict__.update(client(json.loads(line)))
    print(json.dumps({
        name: {"title": json.loads(check().metadata())["CheckTitle"], "statuses": [found.status for found in check().execute()]}
        for name, check in CHECKS
    }))
