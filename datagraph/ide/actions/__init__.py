"""What an editor offers to do: fixes, suppressions, refactorings."""

from datagraph.ide.actions.action import Action
from datagraph.ide.actions.fix_all import FIX_ALL, fix_all
from datagraph.ide.actions.offers import actions
from datagraph.ide.actions.sorting import SORT

__all__ = ["FIX_ALL", "SORT", "Action", "actions", "fix_all"]
