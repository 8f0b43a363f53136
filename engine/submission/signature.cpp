#include "submission/signature.h"

#include <algorithm>
#include <iterator>

namespace thuocdo {

std::string_view state_text(SignatureState state) {
  switch (state) {
    case SignatureState::valid: return "valid";
    case SignatureState::unknown_issuer: return "unknown-issuer";
    case SignatureState::expired: return "expired";
    case SignatureState::not_yet_valid: return "not-yet-valid";
    case SignatureState::revoked: return "revoked";
    case SignatureState::unsuitable: return "unsuitable";
    case SignatureState::altered: return "altered";
  }
  return "altered";
}

Text state_label(SignatureState state) {
  switch (state) {
    case SignatureState::valid: return {"Chữ ký hợp lệ", "Valid signature"};
    case SignatureState::unknown_issuer: return {"Nội dung nguyên vẹn, chưa rõ nơi cấp chứng thư", "Content intact, issuer of the certificate not known"};
    case SignatureState::expired: return {"Chứng thư đã hết hạn", "The certificate had expired"};
    case SignatureState::not_yet_valid: return {"Chứng thư chưa có hiệu lực", "The certificate was not yet valid"};
    case SignatureState::revoked: return {"Chứng thư đã bị thu hồi", "The certificate was revoked"};
    case SignatureState::unsuitable: return {"Chữ ký không đủ tin cậy", "The signature cannot be relied on"};
    case SignatureState::altered: return {"Đã bị sửa sau khi ký", "Altered after signing"};
  }
  return {};
}

SignatureState graver(SignatureState a, SignatureState b) {
  static constexpr SignatureState order[] = {SignatureState::valid,      SignatureState::unknown_issuer, SignatureState::not_yet_valid,
                                             SignatureState::expired,    SignatureState::unsuitable,     SignatureState::revoked,
                                             SignatureState::altered};
  const auto place = [](SignatureState state) { return std::find(std::begin(order), std::end(order), state); };
  return place(a) < place(b) ? b : a;
}

std::optional<SignatureState> signature_state(std::string_view text) {
  for (const SignatureState state : {SignatureState::valid, SignatureState::unknown_issuer, SignatureState::expired, SignatureState::not_yet_valid,
                                     SignatureState::revoked, SignatureState::unsuitable, SignatureState::altered}) {
    if (state_text(state) == text) return state;
  }
  return std::nullopt;
}

Text signature_label(std::string_view text) {
  if (text == unsigned_text) return unsigned_label();
  const auto state = signature_state(text);
  return state ? state_label(*state) : Text{};
}

bool is_about_signature(const Finding& finding) { return finding.code_text().starts_with("signature-"); }

Text unsigned_label() { return {"Chưa ký", "Not signed"}; }

}  // namespace thuocdo
