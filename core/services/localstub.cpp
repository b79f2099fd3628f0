#include "core/services/billing.h"
#include "core/services/demo.h"
#include "core/services/imports.h"
#include "core/services/reporting.h"
namespace toll {
Result<ImportPreview> ImportService::preview(const std::string &, const Zone &, const std::optional<Layout> &) const { return fail(ErrorCode::Internal); }
Result<ImportReport> ImportService::run(const std::string &, const ImportOptions &, const JobControl &, const FaultSink &) { return fail(ErrorCode::Internal); }
const std::vector<std::string> &ReportService::names() { static const std::vector<std::string> n{"customers"}; return n; }
Result<ReportTable> ReportService::report(const std::string &, const std::string &, const Zone &) const { return fail(ErrorCode::Internal); }
Result<void> createDemoWorkspace(const std::string &, Instant, std::uint64_t, const JobControl &) { return fail(ErrorCode::Internal); }
Checked<Statement> rateFile(const RateRequest &, std::vector<Error> &) { return std::unexpected(std::vector<Error>{Error{}}); }
}
