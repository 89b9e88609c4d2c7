"""Files of exports: cells that no spreadsheet takes for a formula."""

from import_export.formats import base_formats

from core.tables import escaped


class EscapesFormulae:
    def _escape_formulae(self, dataset):
        for _row in range(len(dataset)):
            dataset.append([escaped(cell) for cell in dataset.lpop()])


class CSV(EscapesFormulae, base_formats.CSV):
    """Written as UTF-8 with its mark, which spreadsheets need."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset, **kwargs):
        return "\ufeff" + super().export_data(dataset, **kwargs)


class XLSX(EscapesFormulae, base_formats.XLSX):
    """With texts that stay texts."""


class JSON(base_formats.JSON):
    def _escape_formulae(self, dataset):
        """JSON is read by programs, which take no text for a formula."""
