"""What a municipality's people agree to be for each other: values, statements, competences,
expectations, and who signed."""

from retning.core.documents.frameworks.found import (
    Competence,
    CoreValue,
    ExpectationGroup,
    Framework,
    Signatory,
    Statement,
)
from retning.core.documents.frameworks.reader import framework

__all__ = [
    "Competence",
    "CoreValue",
    "ExpectationGroup",
    "Framework",
    "Signatory",
    "Statement",
    "framework",
]
