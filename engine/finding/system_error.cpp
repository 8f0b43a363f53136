#include "finding/system_error.h"

#include <cerrno>
#include <system_error>

namespace thuocdo {
namespace {

const char* vietnamese(int number) {
  switch (number) {
    case ENOENT: return "không có tệp hoặc thư mục này";
    case EACCES:
    case EPERM: return "không có quyền truy cập";
    case ENOSPC: return "ổ đĩa đã đầy";
    case EDQUOT: return "đã hết hạn mức ổ đĩa";
    case EROFS: return "ổ đĩa chỉ cho đọc";
    case EISDIR: return "đây là thư mục";
    case ENOTDIR: return "đây không phải thư mục";
    case EEXIST: return "đã có tệp cùng tên";
    case EIO: return "lỗi đọc ghi ổ đĩa";
    case ENAMETOOLONG: return "tên quá dài";
    case EMFILE:
    case ENFILE: return "quá nhiều tệp đang mở";
    case EFBIG: return "tệp quá lớn";
    case ELOOP: return "liên kết vòng";
    case EBADF: return "không có nơi nhận";
    default: return nullptr;
  }
}

}  // namespace

Text system_error_text(int number) {
  const std::string english = std::generic_category().message(number);
  const char* vi = vietnamese(number);
  return {vi != nullptr ? vi : english, english};
}

Text no_ordinary_file_text() { return {"đây không phải tệp thường", "this is not an ordinary file"}; }

}  // namespace thuocdo
