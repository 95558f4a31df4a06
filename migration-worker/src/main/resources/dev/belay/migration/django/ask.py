import inspect
import json
from django.db import connections
from django.db.migrations.exceptions import AmbiguityError
from django.db.migrations.executor import MigrationExecutor

request = json.loads(REQUEST)
answer = {"problems": []}
connection = connections["default"]
with connection.cursor() as cursor:
    cursor.execute(
        "select current_database(), current_schema(), extract(epoch from pg_postmaster_start_time())::text,"
        " current_setting('application_name'), current_setting('lock_timeout')")
    answer["session"] = [str(value) for value in cursor.fetchone()]
executor = MigrationExecutor(connection)
loader = executor.loader
graph = loader.graph
loader.check_consistent_history(connection)


def irreversible(operations):
    found = []
    for operation in operations:
        inner = getattr(operation, "database_operations", None)
        if inner is not None:
            found += irreversible(inner)
        elif not getattr(operation, "reversible", True):
            code = getattr(getattr(operation, "code", None), "__name__", "")
            found.append(type(operation).__name__ + ("(" + code + ")" if code else ""))
    return found


def described(migration):
    concurrently = ("AddIndexConcurrently", "RemoveIndexConcurrently")
    return {
        "app": migration.app_label,
        "name": migration.name,
        "atomic": bool(migration.atomic),
        "indexesOnly": all(type(operation).__name__ in concurrently for operation in migration.operations),
        "irreversible": irreversible(migration.operations),
        "file": inspect.getsourcefile(type(migration)),
    }


def targets():
    if request.get("to") is None:
        return graph.leaf_nodes()
    found = []
    for app, version in request["to"].items():
        if app not in loader.migrated_apps:
            answer["problems"].append('There is no app "%s" with migrations; there are: %s.'
                                      % (app, ", ".join(sorted(loader.migrated_apps))))
            continue
        try:
            found.append((app, loader.get_migration_by_prefix(app, version).name))
        except AmbiguityError:
            answer["problems"].append('More than one migration of app "%s" begins with "%s".' % (app, version))
        except KeyError:
            answer["problems"].append('No migration of app "%s" begins with "%s"; there are: %s.' % (
                app, version, ", ".join(sorted(key[1] for key in graph.nodes if key[0] == app))))
    return found


def forwards():
    for app, names in sorted(loader.detect_conflicts().items()):
        answer["problems"].append('App "%s" has several newest migrations: %s.' % (app, ", ".join(sorted(names))))
    wanted = targets()
    if not answer["problems"]:
        wanted = [target for target in wanted if target not in loader.applied_migrations]
        answer["plan"] = [described(migration) for migration, _ in executor.migration_plan(wanted)]


def backwards():
    since = [tuple(key) for key in request["since"]]
    covered = {old: new for new, migration in loader.replacements.items() for old in migration.replaces}
    answer["steps"] = []
    left = dict(loader.applied_migrations)
    for key in since:
        if key not in graph.nodes and key in covered and covered[key] in graph.nodes:
            key = covered[key]
        if key not in graph.nodes:
            answer["problems"].append("%s.%s is not among this release's migrations." % key)
            continue
        if key not in left:
            continue
        parents = sorted(parent.key for parent in graph.node_map[key].parents if parent.key[0] == key[0])
        target = parents[0] if parents else (key[0], None)
        loader.applied_migrations = dict(left)
        plan = [migration for migration, backwards in executor.migration_plan([target]) if backwards]
        taken = set()
        for migration in plan:
            taken.add((migration.app_label, migration.name))
            taken.update(tuple(old) for old in migration.replaces)
        older = sorted("%s.%s" % each for each in taken - set(since))
        if older:
            answer["problems"].append("To take %s.%s back, Django would take back what was applied before: %s."
                                      % (key + (", ".join(older),)))
        step = described(graph.nodes[key])
        step["target"] = "zero" if target[1] is None else target[1]
        step["irreversible"] = [
            "%s.%s: %s" % (migration.app_label, migration.name, operation)
            for migration in plan for operation in irreversible(migration.operations)]
        step["atomic"] = all(migration.atomic for migration in plan)
        answer["steps"].append(step)
        for done in taken:
            left.pop(done, None)


if "since" in request:
    backwards()
else:
    forwards()
print("\nbelay:" + json.dumps(answer))
