"""Paper: any outline as an A4 PDF, laid out as plain values first and drawn with ReportLab last."""
